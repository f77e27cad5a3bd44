/** Prisma's schema engine as WebAssembly: the same engine as `prisma migrate`, without a binary to download. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

// The package types its binding by the entry file, which leaves out what bundlers call.
const glue = binding as typeof import('@prisma/schema-engine-wasm') & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

export type SchemaEngine = InstanceType<typeof glue.SchemaEngine>

let loading: Promise<void> | undefined

/** Runs `work` with an engine connected to the database of this url, and releases the engine afterwards. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= load()
  await loading
  const pool = new CatalogPool({ connectionString: url, max: 4 })
  pool.on('error', () => undefined)
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool))
    const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

const CHAR_TYPE = 18
const TEXT_TYPE = 25

/** Tells Prisma's adapter that the one-letter type of the system catalogs, which it does not know, is text. */
class CatalogPool extends pg.Pool {
  override query = (async (...args: unknown[]) => {
    const result: pg.QueryResult = await Reflect.apply(pg.Pool.prototype.query, this, args)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === CHAR_TYPE) field.dataTypeID = TEXT_TYPE
    }
    return result
  }) as pg.Pool['query']
}

/** Prisma's adapter cuts scripts at every semicolon, also inside function bodies. Postgres takes a script as a whole. */
class WholeScripts extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool)
  }

  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => {
      await this.pool.query(script)
    }
    return adapter
  }
}

async function load(): Promise<void> {
  const folder = dirname(
    createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
  )
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const imports = { './schema_engine_bg.js': binding as unknown as WebAssembly.ModuleImports }
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}
