export { commands } from './commands.ts';
export { watchOf } from './actions/watch-board.ts';
export { type Detection, startDetection } from './detect/detection.ts';
export { jobs } from './jobs.ts';
export { routes } from './routes.ts';
export { addSensors, type NewSensor } from './store/sensors.ts';
export { startWatch } from './start.ts';
export { sendSynthetic } from './watch/send-synthetic.ts';
