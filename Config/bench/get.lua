-- One request by its key, each time another, asked by a coordinator. Arguments: file of tokens, how many requests.
local folder = os.getenv("LUA_FOLDER")
local tokens, count

function init(args)
    local bench = dofile(folder .. "/tokens.lua")
    bench.seed()
    tokens, count = bench.read(args[1], "coordinator"), tonumber(args[2])
end

function request()
    local headers = { ["Authorization"] = tokens[math.random(#tokens)].header }
    return wrk.format("GET", "/v1/requests/req-" .. math.random(count), headers)
end

function done(summary, latency) dofile(folder .. "/report.lua")(summary, latency) end
