-- A host asks for a lecture, each time under a fresh Idempotency-Key. Arguments: file of tokens.
local folder = os.getenv("LUA_FOLDER")
local body = [[
{"programme":"regional_dispatched","organization":"org-%s","contact":{"name":"担当 太郎","email":"host@bench.example.jp",
"phone":"03-0000-0000"},"title":"情報セキュリティ出前講座のお願い","purpose":"会員企業の経営者に、対策の第一歩を知ってもらうため。",
"audience":"会員企業の経営者と担当者","expected_attendance":%d,"open_to_public":false,"place":"venue",
"venue":{"name":"市民会館 第1会議室","municipality":"13101","address":"千代田区本町1丁目"},"topic":"five_rules",
"required_level":1,"equipment":"プロジェクター","printed_copies":30,
"slots":[{"start":"%sT14:00:00+09:00","end":"%sT15:30:00+09:00"},{"start":"%sT10:00:00+09:00","end":"%sT11:30:00+09:00"}]}]]
local tokens, run, first, second
local sent = 0

function init(args)
    local bench = dofile(folder .. "/tokens.lua")
    run = bench.seed()
    tokens = bench.read(args[1], "host")
    first, second = os.date("!%Y-%m-%d", os.time() + 90 * 86400), os.date("!%Y-%m-%d", os.time() + 97 * 86400)
end

function request()
    sent = sent + 1
    local host = tokens[math.random(#tokens)]
    local headers = {
        ["Authorization"] = host.header,
        ["Content-Type"] = "application/json",
        ["Idempotency-Key"] = string.format("bench-%d-%d", run, sent),
    }
    local text = body:format(host.organization, math.random(20, 400), first, first, second, second)
    return wrk.format("POST", "/v1/requests", headers, text)
end

function done(summary, latency) dofile(folder .. "/report.lua")(summary, latency) end
