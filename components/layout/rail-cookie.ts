/** Whether the rail is 'narrow' or 'wide'; read by the server, so that it does not jump. */
export const RAIL_COOKIE = 'rail'
