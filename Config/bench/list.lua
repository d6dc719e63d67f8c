-- A page of 50 in one of the common states, behind a key drawn, asked by a coordinator.
-- Arguments: file of tokens, how many requests.
local folder = os.getenv("LUA_FOLDER")
local states = { "closed", "assigned", "held", "attested" }
local tokens, count

function init(args)
    local bench = dofile(folder .. "/tokens.lua")
    bench.seed()
    tokens, count = bench.read(args[1], "coordinator"), tonumber(args[2])
end

function request()
    local headers = { ["Authorization"] = tokens[math.random(#tokens)].header }
    local path = "/v1/requests?limit=50&state=" .. states[math.random(#states)]
    return wrk.format("GET", path .. "&after=req-" .. math.random(math.max(1, math.floor(count * 0.8))), headers)
end

function done(summary, latency) dofile(folder .. "/report.lua")(summary, latency) end
