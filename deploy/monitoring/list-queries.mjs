/** Prints every expression of rules and dashboards with the series that it selects, as JSON: for a test that asks Prometheus. */
import { expressions, selectors } from './lib/queries.mjs';

console.log(JSON.stringify(expressions().map((one) => ({ ...one, selectors: selectors(one.expr) }))));
