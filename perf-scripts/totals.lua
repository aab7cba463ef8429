-- What wrk counted, exact and on one line: requests, bytes, microseconds, errors.
done = function(summary, latency, requests)
   local e = summary.errors
   local errors = e.connect + e.read + e.write + e.status + e.timeout
   io.write(string.format("totals %d %d %d %d\n", summary.requests, summary.bytes, summary.duration, errors))
end
