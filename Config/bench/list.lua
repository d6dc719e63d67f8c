-- A page of 50 of the closed requests of one prefecture, behind a key drawn, asked by a coordinator.
-- Arguments: file of tokens, how many requests.
local folder = os.getenv("LUA_FOLDER")
local prefectures = { "13", "27", "14", "23", "11", "12", "28", "40" }
local tokens, count

function init(args)
    local bench = dofile(folder .. "/tokens.lua")
    bench.seed()
    tokens, count = bench.read(args[1], "coordinator"), tonumber(args[2])
end

function request()
    local headers = { ["Authorization"] = tokens[math.random(#tokens)].header }
    local path = "/v1/requests?limit=50&state=closed&prefecture=" .. prefectures[math.random(#prefectures)]
    return wrk.format("GET", path .. "&after=req-" .. math.random(math.max(1, math.floor(count * 0.6))), headers)
end

function done(summary, latency) dofile(folder .. "/report.lua")(summary, latency) end
