/**
 * Loaded when an installed console starts, not in development. With source maps Node holds the text of every
 * module and its map, 75 MB and more in the process that serves pages. The log finds out the lines of built pages by itself (mapped-stack.ts); whoever
 * looks for a fault elsewhere asks for its lines with LOG_LEVEL=debug.
 */
import { setting } from './environment'

if (!['trace', 'debug'].includes(setting('LOG_LEVEL'))) process.setSourceMapsEnabled(false)
