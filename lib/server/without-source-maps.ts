/**
 * Loaded when an installed console starts, not in development. With source maps Node holds the text of every
 * module and its map, 75 MB in the process that serves pages. Stacks name functions and files without them; whoever
 * looks for a fault asks for the lines with LOG_LEVEL=debug.
 */
import { setting } from './environment'

if (!['trace', 'debug'].includes(setting('LOG_LEVEL'))) process.setSourceMapsEnabled(false)
