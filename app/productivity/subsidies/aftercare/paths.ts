/** Every URL of what follows the settlement: assets, disposal, tax report, effect, inspection. */
export const aftercarePaths = {
  assets: (id: string) => `/subsidies/my/${id}/assets`,
  freshAsset: (id: string) => `/subsidies/my/${id}/assets/new`,
  asset: (id: string, asset: string) => `/subsidies/my/${id}/assets/${asset}`,
  removeAsset: (id: string, asset: string) => `/subsidies/my/${id}/assets/${asset}/remove`,
  disposal: (id: string, asset: string) => `/subsidies/my/${id}/assets/${asset}/disposal`,
  taxReport: (id: string) => `/subsidies/my/${id}/tax-report`,
  effect: (id: string) => `/subsidies/my/${id}/effect-report`,
  office: (id: string) => `/subsidies/office/${id}/aftercare`,
  assetsExport: (id: string, format: string) => `/subsidies/office/${id}/aftercare/assets.${format}`,
  decideDisposal: (id: string) => `/subsidies/office/${id}/aftercare/disposal`,
  taxRepayment: (id: string) => `/subsidies/office/${id}/aftercare/tax-repayment`,
  inspect: (id: string) => `/subsidies/office/${id}/aftercare/inspection`,
} as const
