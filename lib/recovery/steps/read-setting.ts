import {
  type Answer,
  type AwsEdge,
  type CallScope,
  fetchContainerService,
  fetchEndpointGroup,
  fetchEventSourceMapping,
  fetchNodeGroup,
  fetchProvisionedConcurrency,
  fetchRule,
  fetchStage,
} from '@/lib/aws';
import {
  describeDial,
  describeExecutions,
  describeNodeCounts,
  describeTasks,
} from '@/lib/domain/recovery/setting-words';
import type { ReadableSetting } from '@/lib/domain/recovery/touched';
import { readMapping } from './consumers';
import { readStage } from './freeze-deployments';
import { describeLever } from './lever-view';
import { readRule } from './schedules';

/** Where Global Accelerator is asked, whatever region a dial is of. */
const dialRegion = 'us-west-2';

/**
 * Reads a setting again, in words that compare with what it was: `unknown` where it is on its way somewhere, is not there
 * any more, or AWS tells no state.
 */
export async function readSetting(
  edge: AwsEdge,
  scope: CallScope,
  setting: ReadableSetting,
): Promise<Answer<string | 'unknown'>> {
  switch (setting.of) {
    case 'event-source-mapping':
      return inWords(await fetchEventSourceMapping(edge, scope, setting.uuid), (seen) =>
        describeLever(readMapping(seen)),
      );
    case 'rule':
      return inWords(await fetchRule(edge, scope, setting.bus, setting.rule), (seen) => describeLever(readRule(seen)));
    case 'stage':
      return inWords(await fetchStage(edge, scope, setting), (seen) => describeLever(readStage(seen)));
    case 'dial': {
      const answer = await fetchEndpointGroup(edge, { ...scope, region: dialRegion }, setting.endpointGroup);
      return inWords(answer, ({ dialPercent }) => describeDial(dialPercent));
    }
    case 'tasks': {
      const answer = await fetchContainerService(edge, scope, setting.cluster, setting.service);
      return inWords(answer, ({ desired }) => describeTasks(desired));
    }
    case 'executions': {
      const answer = await fetchProvisionedConcurrency(edge, scope, setting.functionName, setting.qualifier);
      return inWords(answer, (seen) => describeExecutions(seen === 'none' ? seen : seen.requested));
    }
    case 'nodes':
      return inWords(await fetchNodeGroup(edge, scope, setting.cluster, setting.nodeGroup), describeNodeCounts);
  }
}

function inWords<T extends object | 'none'>(answer: Answer<T | 'absent'>, words: (value: T) => string): Answer<string> {
  if (answer.state !== 'answered') return answer;
  const { value } = answer;
  return { ...answer, value: value === 'absent' ? 'unknown' : words(value) };
}
