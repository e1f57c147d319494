import { ApiError, readProblem } from './problem.ts';

/** Sends a file as it is and tells how far it is, 0 to 1. `fetch` cannot tell how much of a body has left. */
export function upload<T>(path: string, file: File, onProgress: (share: number) => void): Promise<T> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open('POST', path);
		request.responseType = 'json';
		request.setRequestHeader('accept', 'application/json, application/problem+json');
		request.setRequestHeader('content-type', 'application/octet-stream');
		request.setRequestHeader('idempotency-key', crypto.randomUUID());
		request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
		request.onerror = () => reject(new ApiError('unreachable', 0, '', []));
		request.onload = () => {
			if (request.status < 400) resolve(request.response as T);
			else reject(readProblem(request.status, request.response, request.getResponseHeader('retry-after')));
		};
		request.send(file);
	});
}
