/** Address of the page of a workload, whatever its id is made of. */
export function workloadAddress(id: string): `/workloads/${string}` {
  return `/workloads/${encodeURIComponent(id)}`;
}

/** Address of the page of a region. */
export function regionAddress(code: string): `/regions/${string}` {
  return `/regions/${encodeURIComponent(code)}`;
}
