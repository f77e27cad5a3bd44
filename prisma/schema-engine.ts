/** Prisma's schema engine as WebAssembly: the same engine as `prisma migrate`, without a binary to download. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

// The package types its binding by the entry file, which leaves out what bundlers call.
const glue = binding as typeof import('@prisma/schema-engine-wasm') & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

export type SchemaEngine = import('@prisma/schema-engine-wasm').SchemaEngine

// Where the engine leaves its last words when it gives up; without it they are lost.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message(message: string) {
      console.error(`The schema engine gave up: ${message}`)
    },
  },
})

// Once per process, however often this file is loaded: its binding keeps views of the memory of the first instance, and
// hands a second one what belongs to the first.
const kept = globalThis as typeof globalThis & { consoleSchemaEngine?: Promise<void> }

/** Runs `work` with an engine connected to the database of this url, and releases the engine afterwards. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  kept.consoleSchemaEngine ??= load()
  await kept.consoleSchemaEngine
  const pool = new CatalogPool({ connectionString: url, max: 4 })
  pool.on('error', () => undefined)
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool))
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

const CHAR = 18
const CHAR_ARRAY = 1002

/**
 * The catalogs of Postgres are full of a one-letter type which Prisma's adapter does not know, though it knows arrays
 * of it. Such columns go through the adapter as arrays and are named rightly on the other side.
 */
class CatalogPool extends pg.Pool {
  override query = (async (...args: unknown[]) => {
    const result: pg.QueryResult = await Reflect.apply(pg.Pool.prototype.query, this, args)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY
    }
    return result
  }) as pg.Pool['query']
}

/** The adapter with two corrections for the engine's work; see CatalogPool for the first. */
class EngineAdapter extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool)
  }

  override async connect() {
    const adapter = await super.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      )
      return { ...result, columnTypes }
    }
    // The adapter cuts scripts at every semicolon, also inside function bodies. Postgres takes a script as a whole.
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
