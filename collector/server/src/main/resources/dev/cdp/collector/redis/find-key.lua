-- What is remembered of a write key, and for how many milliseconds more.
local value = redis.call('GET', KEYS[1])
if not value then
    return {}
end
return {value, redis.call('PTTL', KEYS[1])}
