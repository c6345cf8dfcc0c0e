import type { FleetResources } from '../simulated-fleet';
import type { SimulatedAuroraGlobal, SimulatedGlobalTable } from '../types';
import type { BillLine } from './bill-line';
import type { DemandBook } from './billed-demand';
import { priceIn } from './list-prices';
import { type LineWriter, perRequest, perWrite } from './write-line';

const bytesPerGb = 1e9;
const auroraStorageGb = 420;
const auroraBackupGb = 180;
const auroraIoPerRequest = 2.2;
const auroraIoPerWrite = 4;
const auroraWriteGb = 3e-6;
const tableWriteGb = 1.6e-6;
const million = 1e-6;

/** Writes of all users go to the writer, whoever that is, and each of the others pays for every one of them again. */
function auroraLines(
  { regionalLine, transferLines }: LineWriter,
  demands: DemandBook,
  global: SimulatedAuroraGlobal,
): BillLine[] {
  const { workload, identifier } = global;
  const demand = demands.of(workload);
  const service = 'Amazon Relational Database Service';
  const writer = global.members.find((member) => member.isWriter);
  const roleOf = ({ region }: { readonly region: string }, is: 'writer' | 'reader') => ({
    role: { database: identifier, region, is, asConfigured: region === writer?.region },
  });
  return global.members.flatMap((member) => {
    const { region } = member;
    const place = { service, region, workload };
    const lines = [
      regionalLine(place, 'InstanceUsage:db.r6g.large', 'Hrs', priceIn(region, 'auroraInstanceHour'), {
        kind: 'steady',
        perHour: member.instances.length,
      }),
      regionalLine(place, 'Aurora:StorageUsage', 'GB-Mo', priceIn(region, 'auroraStorageGbMonth'), {
        kind: 'stored',
        perMonth: auroraStorageGb,
      }),
    ];
    if (demand === undefined || writer === undefined) return lines;
    const backup = regionalLine(place, 'Aurora:BackupUsage', 'GB-Mo', priceIn(region, 'auroraBackupGbMonth'), {
      kind: 'stored',
      perMonth: auroraBackupGb,
    });
    return [
      ...lines,
      ...(member === writer ? [backup] : []),
      regionalLine(place, 'Aurora:StorageIOUsage', '1M IOs', priceIn(region, 'auroraMillionIo'), {
        ...perRequest(demand, auroraIoPerRequest * million),
        follows: roleOf(member, 'writer'),
      }),
      regionalLine(place, 'Aurora:ReplicatedWriteIO', '1M IOs', priceIn(region, 'auroraMillionReplicatedWrites'), {
        ...perWrite(demand, auroraIoPerWrite * million),
        follows: roleOf(member, 'reader'),
      }),
      ...global.members
        .filter((from) => from !== member)
        .flatMap((from) =>
          transferLines({ service, workload }, from.region, region, {
            ...perWrite(demand, auroraWriteGb),
            follows: roleOf(from, 'writer'),
          }),
        ),
    ];
  });
}

/** Every replica takes the writes of its own users and, as replicated writes, those of all others. */
function tableLines(
  { regionalLine, transferLines }: LineWriter,
  demands: DemandBook,
  table: SimulatedGlobalTable,
): BillLine[] {
  const { workload } = table;
  const service = 'Amazon DynamoDB';
  const regions = table.replicas.map((replica) => replica.region);
  return regions.flatMap((region) => {
    const place = { service, region, workload };
    const own = demands.in(workload, region);
    const storage = regionalLine(place, 'TimedStorage-ByteHrs', 'GB-Mo', priceIn(region, 'tableStorageGbMonth'), {
      kind: 'stored',
      perMonth: table.sizeBytes / bytesPerGb,
    });
    const arriving = regions.flatMap((from) => {
      const demand = from === region ? undefined : demands.in(workload, from);
      if (demand === undefined) return [];
      return [
        regionalLine(
          place,
          'ReplicatedWriteRequestUnits',
          '1M ReplicatedWriteRequestUnits',
          priceIn(region, 'tableMillionWrites'),
          perWrite(demand, million),
        ),
        ...transferLines({ service, workload }, from, region, perWrite(demand, tableWriteGb)),
      ];
    });
    if (own === undefined) return [storage, ...arriving];
    return [
      storage,
      regionalLine(
        place,
        'WriteRequestUnits',
        '1M WriteRequestUnits',
        priceIn(region, 'tableMillionWrites'),
        perWrite(own, million),
      ),
      regionalLine(
        place,
        'ReadRequestUnits',
        '1M ReadRequestUnits',
        priceIn(region, 'tableMillionReads'),
        perRequest(own, million),
      ),
      ...arriving,
    ];
  });
}

/** Aurora global databases and DynamoDB global tables. */
export function databaseLines(
  writer: LineWriter,
  demands: DemandBook,
  { auroraGlobals, globalTables }: FleetResources,
): BillLine[] {
  return [
    ...auroraGlobals.flatMap((global) => auroraLines(writer, demands, global)),
    ...globalTables.flatMap((table) => tableLines(writer, demands, table)),
  ];
}
