/** Words that stand in texts about crypto and in few others. */
export const cryptoWords =
  /\b(?:crypto(?:currenc(?:y|ies))?|bitcoin|btc|ethereum|ether|eth|solana|xrp|dogecoin|altcoins?|stablecoins?|memecoins?|blockchains?|defi|on-?chain|satoshis?|tokens?|tokeni[sz]ed)\b/gi;
