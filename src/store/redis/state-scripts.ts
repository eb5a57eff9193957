/**
 * The layout of a state in Redis. Everything of one prefix `P` carries the same hash tag, so that scripts may touch it at once.
 *
 * - `P:w:SESSION` hash: what a session holds now. `r:RESOURCE` names a collection, `n:RESOURCE` is the last number that was given,
 *   `@base` names what reset goes back to.
 * - `P:b:BASE` hash: the same for the initial state. `P:s:ID` hash: the same for a snapshot.
 * - `P:c:ID:…` a collection: `m` the last sequence number, `o` ids by sequence number, `r` records by id, `i:NAME` ids by sequence
 *   number with a key's value, `k` the names of these indexes.
 * - `P:refs` hash: how often frozen collections are named. `P:used` sorted set: when sessions were last used.
 *
 * The letter before a collection's id says who may write it: `w` the one session that names it, `f` and `b` none, as snapshots or
 * the initial state name it, too. A change copies one of these first: snapshots, reset and forks cost nothing.
 *
 * Arguments of every script: KEYS[1] is `P`; ARGV[1] the session, ARGV[2] its base, ARGV[3] `1` when it is a session.
 */
export const PRELUDE = `
local call, sub = redis.call, string.sub
local P, W = KEYS[1], KEYS[1] .. ':w:' .. ARGV[1]
local function at(id) return P .. ':c:' .. id end
local function open()
  if call('EXISTS', W) == 0 and call('COPY', P .. ':b:' .. ARGV[2], W) == 0 then return false end
  -- Where nothing can be written, reading goes on.
  if ARGV[3] == '1' then redis.pcall('ZADD', P .. ':used', call('TIME')[1], ARGV[1]) end
  return true
end
-- Where single keys are lost, nothing is better than a part of the records.
local function whole(C)
  if call('HLEN', C .. ':r') ~= call('ZCARD', C .. ':o') then error('TORN') end
end
local function pairs_of(key)
  local flat, list = call('HGETALL', key), {}
  for i = 1, #flat, 2 do
    if sub(flat[i], 1, 2) == 'r:' then list[#list + 1] = { flat[i], sub(flat[i + 1], 1, 1), sub(flat[i + 1], 2) } end
  end
  return list
end
local function drop(id)
  local C = at(id)
  for _, name in ipairs(call('SMEMBERS', C .. ':k')) do call('UNLINK', C .. ':i:' .. name) end
  call('UNLINK', C .. ':m', C .. ':o', C .. ':r', C .. ':k')
end
local function release(kind, id)
  if kind == 'b' then return end
  if kind == 'f' then
    if call('HINCRBY', P .. ':refs', id, -1) > 0 then return end
    call('HDEL', P .. ':refs', id)
  end
  drop(id)
end
local function retain(key)
  for _, entry in ipairs(pairs_of(key)) do
    if entry[2] == 'f' then call('HINCRBY', P .. ':refs', entry[3], 1) end
  end
end
local function empty(key)
  for _, entry in ipairs(pairs_of(key)) do release(entry[2], entry[3]) end
  call('DEL', key)
end
local function collection(resource)
  local c = call('HGET', W, 'r:' .. resource)
  if not c then return c end
  local C = at(sub(c, 2))
  whole(C)
  return C
end
local function writable(resource)
  local c = call('HGET', W, 'r:' .. resource)
  if c and sub(c, 1, 1) == 'w' then return at(sub(c, 2)) end
  local id = 'o' .. call('INCR', P .. ':ids')
  local C = at(id)
  if c then
    local from = at(sub(c, 2))
    for _, part in ipairs({ ':m', ':o', ':r', ':k' }) do call('COPY', from .. part, C .. part) end
    for _, name in ipairs(call('SMEMBERS', from .. ':k')) do call('COPY', from .. ':i:' .. name, C .. ':i:' .. name) end
    release(sub(c, 1, 1), sub(c, 2))
  end
  call('HSET', W, 'r:' .. resource, 'w' .. id)
  return C
end
-- A pattern would be tried at every place of the JSON: the square of its length.
local function each_index(packed, visit)
  local from = 1
  while true do
    local middle = string.find(packed, '\\0', from, true)
    if not middle then return end
    local last = string.find(packed, '\\0', middle + 1, true)
    visit(sub(packed, from, last - 1))
    from = last + 1
  end
end
local function put(C, id, packed, seq)
  call('HSET', C .. ':r', id, packed)
  each_index(packed, function(name)
    call('ZADD', C .. ':i:' .. name, seq, id)
    call('SADD', C .. ':k', name)
  end)
end
local function take(C, id, packed)
  each_index(packed, function(name)
    call('ZREM', C .. ':i:' .. name, id)
    if call('EXISTS', C .. ':i:' .. name) == 0 then call('SREM', C .. ':k', name) end
  end)
end
`;

const NEEDS_STATE = `if not open() then return redis.error_reply('NOSEED') end`;

/** Scripts for a session as a whole. */
export const stateScripts = {
  reset: `${NEEDS_STATE}
    local base = P .. ':b:' .. call('HGET', W, '@base')
    if call('EXISTS', base) == 0 then return redis.error_reply('NOSEED') end
    empty(W)
    call('COPY', base, W)`,
  snapshot: `${NEEDS_STATE}
    for _, entry in ipairs(pairs_of(W)) do
      if entry[2] == 'w' then
        call('HSET', W, entry[1], 'f' .. entry[3])
        call('HINCRBY', P .. ':refs', entry[3], 1)
      end
    end
    retain(W)
    call('COPY', W, P .. ':s:' .. ARGV[4])`,
  restore: `${NEEDS_STATE}
    local from, base = P .. ':s:' .. ARGV[4], call('HGET', W, '@base')
    if call('EXISTS', from) == 0 then return 0 end
    retain(from)
    empty(W)
    call('COPY', from, W)
    call('HSET', W, '@base', base)
    return 1`,
  forget: `empty(P .. ':s:' .. ARGV[4])`,
  // ARGV: resource, collection, …
  swap: `${NEEDS_STATE}
    local base = call('HGET', W, '@base')
    empty(W)
    call('HSET', W, '@base', base)
    for i = 4, #ARGV, 2 do call('HSET', W, 'r:' .. ARGV[i], 'w' .. ARGV[i + 1]) end`,
  rebase: `empty(W) call('COPY', P .. ':b:' .. ARGV[2], W)`,
  drop: `empty(W) call('ZREM', P .. ':used', ARGV[1])`,
  // ARGV: seconds. A few at a time, so that no request waits for long.
  sweep: `local before = call('TIME')[1] - ARGV[4]
    for _, session in ipairs(call('ZRANGE', P .. ':used', '-inf', before, 'BYSCORE', 'LIMIT', 0, 10)) do
      empty(P .. ':w:' .. session)
      call('ZREM', P .. ':used', session)
    end`,
} as const;

/** Fills a new collection before it can be seen. ARGV[4] is the lock's owner, or empty for no lock. */
const MUST_OWN = `if ARGV[4] ~= '' then
    if call('GET', P .. ':lock:' .. ARGV[2]) ~= ARGV[4] then return redis.error_reply('LOCKLOST') end
    call('PEXPIRE', P .. ':lock:' .. ARGV[2], 10000)
  end`;
export const seedScripts = {
  // Answers 1 when the initial state is there, 0 when it is the caller's to write, -1 when another process is writing it.
  claim: `if call('EXISTS', P .. ':b:' .. ARGV[2]) == 1 then return 1 end
    if call('SET', P .. ':lock:' .. ARGV[2], ARGV[4], 'NX', 'PX', 10000) then return 0 end
    return -1`,
  clear: `${MUST_OWN} drop(ARGV[5])`,
  // ARGV: collection, id, record, …
  fill: `${MUST_OWN}
    local C = at(ARGV[5])
    for i = 6, #ARGV, 2 do
      if call('HEXISTS', C .. ':r', ARGV[i]) == 1 then return ARGV[i] end
      local seq = call('INCR', C .. ':m')
      call('ZADD', C .. ':o', seq, ARGV[i])
      put(C, ARGV[i], ARGV[i + 1], seq)
    end`,
  // ARGV: resource, collection, …
  publish: `${MUST_OWN}
    local base = P .. ':b:' .. ARGV[2]
    call('HSET', base, '@base', ARGV[2])
    for i = 5, #ARGV, 2 do call('HSET', base, 'r:' .. ARGV[i], 'b' .. ARGV[i + 1]) end
    if ARGV[4] ~= '' then call('DEL', P .. ':lock:' .. ARGV[2]) end`,
} as const;
