export const syntheticRuleId = 'b0f6f3a4-6a1e-4f0e-9d7c-3f5f1f6d4f10';

/** Matches the events of the watch board's own sensor; an ordinary sensor's events raise nothing by it. */
export const syntheticRule = `
title: Synthetic alert of the watch board
id: ${syntheticRuleId}
status: stable
author: Dijkwacht
description: Proves that the way from sensor to alert is open.
logsource:
    product: dijkwacht
    service: synthetic
detection:
    selection:
        check|exists: true
    condition: selection
level: informational
`;
