-- One workspace's rate limit: a window that slides in slots of a fiftieth of its length, and a count
-- for each UTC day, by the clock of Redis. Slots are counted until the last event that may be in them
-- has left the window, so no window ever holds more than its burst.
--
-- KEYS[1] is a hash, whose fields RateUsage describes. Answers {events granted, slot, milliseconds to
-- wait, 1 when it is the day's quota}.
local DAY = 86400000
local key = KEYS[1]
local window, burst, per_day = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]) -- -1: unlimited
local need, want = tonumber(ARGV[4]), tonumber(ARGV[5])
local admitted, unspent = tonumber(ARGV[6]), tonumber(ARGV[7])
local unspent_slot = 'slot:' .. ARGV[8]

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local width = math.max(1, math.floor(window / 50))
local slot = now - now % width
local today = math.floor(now / DAY)

local state = {}
local fields = redis.call('HGETALL', key)
for i = 1, #fields, 2 do
    state[fields[i]] = tonumber(fields[i + 1])
end

-- After a jump back of the clock the slots are in the future and would stay there for as long: they
-- are dropped. Days are kept, so that a jump there and back loses no count.
local jumped_back = (state.last or now) > now + 1000
local slots, gone, used = {}, {}, 0
for field, count in pairs(state) do
    local start = tonumber(string.match(field, '^slot:(%d+)$'))
    local day = tonumber(string.match(field, '^day:(%d+)$'))
    if start and (jumped_back or start + width <= now - window) then
        gone[#gone + 1] = field
    elseif start then
        slots[#slots + 1] = {start = start, field = field}
        used = used + count
    elseif day and math.abs(day - today) > 2 then
        gone[#gone + 1] = field
    end
end
if jumped_back then
    gone[#gone + 1] = 'debt'
    state.debt = nil
end
if #gone > 0 then
    redis.call('HDEL', key, unpack(gone))
end

local function charge(field, events)
    if events ~= 0 then
        state[field] = redis.call('HINCRBY', key, field, events)
    end
end

local day = 'day:' .. today
if unspent > 0 then
    local kept = 0
    for _, s in ipairs(slots) do
        if s.field == unspent_slot then
            kept = math.min(unspent, state[unspent_slot])
        end
    end
    charge(unspent_slot, -kept)
    charge(day, -math.min(unspent, state[day] or 0))
    used = used - kept
end
charge(day, admitted)
if burst < 0 then
    charge('slot:' .. slot, admitted)
end

-- A debt of so many events, made at a certain time: paid once the window it was made in is over and
-- they would have passed at the rate.
local blocked_until = 0
if burst >= 0 and state.debt then
    blocked_until = state.debt_at + window + math.ceil(state.debt * window / burst)
end

local room = burst < 0 and math.huge or burst - used
local room_today = per_day < 0 and math.huge or per_day - (state[day] or 0)
local most = math.min(burst < 0 and math.huge or burst, per_day < 0 and math.huge or per_day)
local least = need > most and 1 or need
local granted, wait, tomorrow = 0, 0, 0

if need > 0 then
    if room_today < least then
        wait, tomorrow = (today + 1) * DAY - now, 1
    elseif blocked_until > now then
        wait = blocked_until - now
    elseif room < least then
        table.sort(slots, function(a, b) return a.start < b.start end)
        for _, s in ipairs(slots) do
            room = room + state[s.field]
            if room >= least then
                wait = s.start + width + window - now
                break
            end
        end
    else
        granted = math.max(need, math.min(need + want, room, room_today))
        charge('slot:' .. slot, granted)
        charge(day, granted)
        if granted > room then
            state.debt = granted - room
            blocked_until = now + window + math.ceil(state.debt * window / burst)
            redis.call('HSET', key, 'debt', state.debt, 'debt_at', now)
        end
    end
end

redis.call('HSET', key, 'last', now, 'window_ms', window, 'blocked_until', math.max(blocked_until, 0))
redis.call('PEXPIRE', key, 3 * DAY)
return {granted, slot, wait, tomorrow}
