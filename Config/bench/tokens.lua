-- Reads the file of tokens: lines of role, organization, token. Gives those of one role.
local function read(file, role)
    local found = {}
    for line in io.lines(file) do
        local holder, organization, token = line:match("^(%S+) (%S+) (%S+)$")
        if holder == role then
            found[#found + 1] = { organization = organization, header = "Bearer " .. token }
        end
    end
    assert(#found > 0, "no token of a " .. role .. " in " .. file)
    return found
end

-- A seed that differs from thread to thread and from run to run.
local function seed()
    local address = tostring({}):match("0x(%x+)") or "1"
    local number = (tonumber(address, 16) + os.time() * 7919) % 2147483647
    math.randomseed(number)
    return number
end

return { read = read, seed = seed }
