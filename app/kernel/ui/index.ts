/** The controls and patterns every page is made of. */
export * from "./formats.ts"
export { joinDates, westernYear } from "./date-parts.ts"
export { escapeText, classes } from "./markup.ts"
export * from "./navigation.ts"
export { declareMenu, type MenuEntry, type MenuGroup } from "./menu.ts"
export { Page, type PageProps } from "./page.tsx"
export { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx"
export { ErrorSummary, FieldGroup, Form, type FormProps } from "./form.tsx"
export type { FieldProps } from "./field.tsx"
export {
  DateField,
  EmailField,
  FileField,
  HiddenField,
  NumberField,
  PasswordField,
  SearchField,
  TextAreaField,
  TextField,
  YenField,
} from "./text-fields.tsx"
export { CheckboxesField, CheckboxField, RadioField, SelectField } from "./choice-fields.tsx"
export type { Option, OptionGroup } from "./choice-fields.tsx"
export { Button, ButtonGroup, ButtonLink, type ButtonKind } from "./buttons.tsx"
export { StatusTag, type Tone } from "./status-tag.tsx"
export { SummaryList, TaskList, Timeline, type Step, type SummaryRow, type Task } from "./lists.tsx"
export { FilterBar, Pagination, Table, type Column, type TableProps } from "./table.tsx"
export {
  Banner,
  Card,
  ConfirmationPanel,
  DefinitionNote,
  Details,
  DownloadLinks,
  EmptyState,
  Grid,
  Progress,
  Section,
  StatNumber,
  Tabs,
  type BannerKind,
  type StatNumberProps,
  type Tab,
} from "./blocks.tsx"
export { TextDiff, type DiffRow, type DiffSegment } from "./text-diff.tsx"
export { LineChart, type LineChartProps, type LineSeries, type MonthPoint } from "./charts/line-chart.tsx"
export { BarChart, StackedBar, type Bar } from "./charts/bar-charts.tsx"
