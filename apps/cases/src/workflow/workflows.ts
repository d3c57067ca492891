// Every workflow of the worker, by the name that the relay starts it under.
export { approvalCase } from './approval-case.workflow';
export { bundle } from './bundle.workflow';
