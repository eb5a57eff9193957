const NEEDS_STATE = `if not open() then return redis.error_reply('NOSEED') end
  local resource = ARGV[4]`;

/** Scripts for single records and lists of them; see state-scripts.ts for the names of keys. */
export const recordScripts = {
  insert: `${NEEDS_STATE}
    local id = ARGV[5]
    local C = collection(resource)
    if C and call('HEXISTS', C .. ':r', id) == 1 then return 0 end
    C = writable(resource)
    local seq = call('INCR', C .. ':m')
    call('ZADD', C .. ':o', seq, id)
    put(C, id, ARGV[6], seq)
    return 1`,
  get: `${NEEDS_STATE}
    local C = collection(resource)
    return C and call('HGET', C .. ':r', ARGV[5])`,
  // Answers 1 when it was done, 0 when the record is no longer as expected, -1 when there is none.
  replace: `${NEEDS_STATE}
    local id, expected, packed = ARGV[5], ARGV[6], ARGV[7]
    local C = collection(resource)
    local current = C and call('HGET', C .. ':r', id)
    if not current then return -1 end
    if current ~= expected then return 0 end
    C = writable(resource)
    take(C, id, current)
    put(C, id, packed, call('ZSCORE', C .. ':o', id))
    return 1`,
  remove: `${NEEDS_STATE}
    local id = ARGV[5]
    local C = collection(resource)
    local current = C and call('HGET', C .. ':r', id)
    if not current then return 0 end
    C = writable(resource)
    take(C, id, current)
    call('ZREM', C .. ':o', id)
    call('HDEL', C .. ':r', id)
    return 1`,
  // ARGV: offset, limit, names of indexes. Answers the total and then ids and records in turn. Of several indexes the
  // intersection is made as a whole, which costs as much as the smallest of them is long.
  page: `${NEEDS_STATE}
    local C = collection(resource)
    if not C then return { 0 } end
    local offset, limit, filters = tonumber(ARGV[5]), tonumber(ARGV[6]), #ARGV - 6
    local total, ids
    if filters < 2 then
      local index = filters == 0 and C .. ':o' or C .. ':i:' .. ARGV[7]
      total = call('ZCARD', index)
      if total == 0 and filters == 1 and call('SISMEMBER', C .. ':k', ARGV[7]) == 1 then error('TORN') end
      if limit == 0 or offset >= total then return { total } end
      ids = call('ZRANGE', index, offset, math.min(offset + limit, total) - 1)
    else
      local command, weights = { 'ZINTER', filters }, {}
      for i = 7, #ARGV do
        command[#command + 1] = C .. ':i:' .. ARGV[i]
        weights[#weights + 1] = i == 7 and 1 or 0
      end
      command[#command + 1] = 'WEIGHTS'
      for _, weight in ipairs(weights) do command[#command + 1] = weight end
      local all = call(unpack(command))
      total, ids = #all, {}
      for i = offset + 1, math.min(offset + limit, total) do ids[#ids + 1] = all[i] end
    end
    local answer = { total }
    for first = 1, #ids, 1000 do
      local last = math.min(first + 999, #ids)
      local records = call('HMGET', C .. ':r', unpack(ids, first, last))
      for i = first, last do
        answer[#answer + 1] = ids[i]
        answer[#answer + 1] = records[i - first + 1]
      end
    end
    return answer`,
  number: `${NEEDS_STATE}
    local stored = tonumber(ARGV[5])
    local last = tonumber(call('HGET', W, 'n:' .. resource) or stored)
    local next = string.format('%.0f', math.max(last, stored) + 1)
    call('HSET', W, 'n:' .. resource, next)
    return next`,
} as const;
