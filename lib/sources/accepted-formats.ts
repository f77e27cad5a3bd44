/** What can be read, as a part of a sentence: for the page that takes files, and for the refusal of one. */
export const ACCEPTED_FORMATS =
  'slmgr.vbs and ospp.vbs output, KMS event logs (.evtx, XML, CSV, JSON, list or text), ' +
  'license data as JSON, CSV, XML, table, list, facts or metrics, and VAMT lists (CSV, CIL, CILX)'
