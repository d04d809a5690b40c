/** What the bench takes of the background to answer the dashboard: the entry of a bundle that is made small as the background is. */
export { createBook } from '../../lib/background/book.ts';
export { createHistoryService } from '../../lib/background/history-service.ts';
export { createMarketState } from '../../lib/background/market-state.ts';
export { createRecorder } from '../../lib/background/recorder.ts';
export { streamNames } from '../../lib/background/socket-service.ts';
export { alternativeMe } from '../../lib/sources/alternative-me.ts';
export { createDatabase } from '../../lib/store/database.ts';
export { createDocumentStore } from '../../lib/store/documents.ts';
export { createLiquidationStore } from '../../lib/store/liquidation-store.ts';
export { createOpenInterestStore } from '../../lib/store/open-interest-store.ts';
export { venues } from '../../lib/venues/registry.ts';
