/** Rows a workbook takes: more would hold a processor for too long, and Excel gets slow. CSV takes any number. */
export const XLSX_ROWS = 50_000
