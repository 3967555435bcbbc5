package org.triaged.triage;

import java.time.Instant;

/**
 * How far we have read one folder under one UIDVALIDITY.
 *
 * @param nextUid the cursor: every UID below it has its row in the ledger, or did not exist when we looked
 * @param watermarkUid a mail below it was there before us and is never answered
 * @param watermarkAt nor is one that arrived before this instant
 */
public record Mailbox(
        long id,
        String list,
        String account,
        String folder,
        long uidValidity,
        long nextUid,
        long watermarkUid,
        Instant watermarkAt) {}
