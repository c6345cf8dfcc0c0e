/** What `scripts/truth.mjs` runs; it loads this module in every process of a campaign. */
export { publicOutages } from '../outages/public-outages';
export { replayOutage } from '../outages/replay-outage';
export { writeAccount } from '../outages/write-account';
export { makeScenario } from '../scenario/make-scenario';
export { describeCampaign, describeFailure } from './report';
export { runScenario } from './run-scenario';
