export { formatDuration, type Rounding } from '../domain/wording/duration';
