-- The load: track events of 500 bytes, each with a message id of its own, one by one or in batches.
-- wrk ... -s events.lua URL -- WRITE_KEY_BASE64 RUN_ID EVENTS_PER_REQUEST

local threads = 0

function setup(thread)
  thread:set("thread_id", threads)
  threads = threads + 1
end

function init(args)
  local authorization, run, size = args[1], args[2], tonumber(args[3])
  local now = os.date("!%Y-%m-%dT%H:%M:%S.000Z")
  -- Fixed widths, so that each request is as long as the other and its length is known beforehand.
  before_id = '{"type":"track","messageId":"bench-' .. run .. '-' .. thread_id .. '-'
  before_visitor = '","anonymousId":"visitor-'
  after_visitor = '","event":"Product Viewed","timestamp":"' .. now .. '","sentAt":"' .. now
    .. '","properties":{"productId":"sku-81277","name":"Trail Running Shoe","category":"Shoes","price":89.9,'
    .. '"currency":"EUR","quantity":1,"inStock":true},"context":{"library":{"name":"analytics-node",'
    .. '"version":"3.1.0"},"page":{"path":"/shoes/trail","url":"https://shop.example/shoes/trail"},'
    .. '"locale":"en-GB","timezone":"Europe/Vienna"}}'
  events = size
  next_event = 0
  local length = #event()
  if size > 1 then
    length = #'{"batch":[' + size * length + (size - 1) + #']}'
  end
  head = 'POST ' .. (size > 1 and '/v1/batch' or '/v1/track') .. ' HTTP/1.1\r\nHost: 127.0.0.1\r\n'
    .. 'User-Agent: analytics-node/3.1.0\r\nContent-Type: application/json\r\nAuthorization: Basic '
    .. authorization .. '\r\nContent-Length: ' .. length .. '\r\n\r\n'
end

function event()
  next_event = next_event + 1
  return before_id .. string.format("%09d", next_event) .. before_visitor
    .. string.format("%05d", next_event % 20011) .. after_visitor
end

function request()
  if events == 1 then
    return head .. event()
  end
  local batch = {}
  for i = 1, events do
    batch[i] = event()
  end
  return head .. '{"batch":[' .. table.concat(batch, ',') .. ']}'
end

-- One line for the harness. Latencies are in microseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("BENCH %d %d %d %d %d %d\n",
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration, latency:percentile(50), latency:percentile(99)))
end
