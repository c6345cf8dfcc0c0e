import { spawn } from 'node:child_process';
import { checkout } from './checkout.mjs';

/**
 * Runs a program in the checkout to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} options quiet: its output is kept and not shown
 * @returns {Promise<{ status: number, output: string }>} status 1 when it was ended by a signal or could not start
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: checkout,
      env: options.env ?? process.env,
      stdio: options.quiet === true ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (/** @type {Buffer} */ chunk) => {
        output += chunk.toString();
      });
    }
    child.once('error', (error) => resolve({ status: 1, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

/**
 * Runs a Node.js program.
 *
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} options
 */
export function runNode(args, options = {}) {
  return runProgram(process.execPath, args, options);
}
