// The walls of docs/decisions: what may import what. `npm run check` holds them.
const AREAS = "productivity|workplace|partnership|organization"
const HOUSE = "plan|desk|portal"
const MODULE = `^app/(?:${AREAS}|${HOUSE})/`
const FRONT_DOORS = [`^app/(?:${HOUSE})/(?:index|paths)[.]tsx?$`, `^app/(?:${AREAS})/[^/]+/(?:index|paths)[.]tsx?$`]
const SQL = "node_modules/(?:kysely|pg|pg-copy-streams)/|/tables[.]ts$|^app/kernel/database/(?:connect|migrate)[.]ts$"
const TESTS = "\\.test\\.tsx?$"

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other at run time cannot be understood alone. Types may.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "rules-are-pure",
      comment: "A rule is a pure function: it imports types, other rules and nothing that does anything. Refusals, dates and money are values.",
      severity: "error",
      from: { path: "/rules/", pathNot: TESTS },
      to: {
        dependencyTypesNot: ["type-only"],
        pathNot: ["/rules/", "^app/kernel/http/refusal\\.ts$", "^app/kernel/cases/(?:civil-dates|holidays)[.]ts$", "^app/kernel/ui/formats[.]ts$", "/(?:dates|money)[.]ts$"],
      },
    },
    {
      name: "pages-hold-no-sql",
      comment: "Pages, their paths and the REST face call operations and reads; only those know the tables.",
      severity: "error",
      from: { path: "/pages/|/pages\\.tsx?$|/api\\.ts$", pathNot: [TESTS, "^app/kernel/http/"] },
      to: { path: SQL, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "kernel-knows-no-module",
      comment: "The kernel is called by modules and never calls one.",
      severity: "error",
      from: { path: "^app/kernel/", pathNot: TESTS },
      to: { path: MODULE },
    },
    {
      name: "front-door-of-a-tool",
      comment: "A module is entered through its index.ts (and its paths.ts for links).",
      severity: "error",
      from: { path: `^app/(${AREAS})/([^/]+)/`, pathNot: TESTS },
      to: { path: MODULE, pathNot: ["^app/$1/$2/", ...FRONT_DOORS] },
    },
    {
      name: "front-door-of-the-plan",
      comment: "The same for plan, desk and portal.",
      severity: "error",
      from: { path: `^app/(${HOUSE})/`, pathNot: TESTS },
      to: { path: MODULE, pathNot: ["^app/$1/", ...FRONT_DOORS] },
    },
    {
      name: "front-doors-for-the-composition",
      comment: "The composition takes module.ts besides; the command line reads a plan's text, judges payment files and takes texts into the rulebook without the rest of their modules.",
      severity: "error",
      from: { path: ["^app/[a-z]+[.]ts$", "^app/cli/"], pathNot: TESTS },
      to: { path: MODULE, pathNot: [...FRONT_DOORS, "^app/plan/import/index[.]ts$", "^app/productivity/subsidies/zengin/index[.]ts$", "^app/productivity/ordinances/rulebook/index[.]ts$", `^app/(?:${HOUSE})/module[.]ts$`, `^app/(?:${AREAS})/[^/]+/module[.]ts$`] },
    },
    {
      name: "kernel-front-doors-for-modules",
      comment: "Modules enter a kernel part through its index.ts. tables.ts may be imported for its types only. A rule takes a kernel's rules and civil dates as they are: the index would bring the database along.",
      severity: "error",
      from: { path: MODULE, pathNot: TESTS },
      to: {
        path: "^app/kernel/",
        pathNot: ["/index[.]tsx?$", "^app/kernel/http/(?:paths|refusal)[.]ts$", "^app/kernel/ui/formats[.]ts$", "^app/kernel/[^/]+/rules/[^/]+[.]ts$", "^app/kernel/cases/civil-dates[.]ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-the-composition-names-all",
      comment: "initiatives.ts and server.ts are read by the composition, not by modules.",
      severity: "error",
      from: { path: "^app/(?:kernel|plan|desk|portal|productivity|workplace|partnership|organization)/", pathNot: TESTS },
      to: { path: "^app/(?:initiatives|server|main|cli)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "not-to-tests",
      severity: "error",
      from: { path: "^(?:app|demo|bench)/", pathNot: TESTS },
      to: { path: "^tests/|\\.test\\.tsx?$" },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"], extensions: [".ts", ".tsx", ".mjs", ".js"] },
  },
}
