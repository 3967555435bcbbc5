package org.triaged.triage;

/** What the daemon does, made for one state of conf. */
public record UseCases(Intake intake, Triage triage, Delivery delivery, AdminNews adminNews) {

    /** Lets go of what watches the folders. */
    void dismiss() {
        intake.close();
    }
}
