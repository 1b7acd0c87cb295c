package org.muster.domain.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of event, numbered as justIN numbers them so that its dashboards and scripts keep working.
 *
 * <p>justIN gives 105 to two kinds; here 105 is only the restart, and 110 the finish by a person. 111 to 116, 208,
 * 209, 329, 408 to 410 are ours: moves that justIN does not report.
 */
public enum EventType {
    UNDEFINED(0),
    WORKFLOW_CREATED(101),
    STAGE_CREATED(102),
    WORKFLOW_SUBMITTED(103),
    WORKFLOW_PAUSED(104),
    WORKFLOW_RESTARTED(105),
    WORKFLOW_PAUSED_NOTUSED(106),
    WORKFLOW_PAUSED_NONE_PROCESSED(107),
    WORKFLOW_PAUSED_JOBSCRIPT_ERROR(108),
    WORKFLOW_FAILED_TOO_MANY_FILES(109),
    WORKFLOW_FINISHED_BY_USER(110),
    STAGE_SETTINGS_CHANGED(111),
    PARTITION_QUARANTINED(112),
    PARTITION_RELEASED(113),
    INCIDENT_BEGUN(114),
    INCIDENT_OVER(115),
    WORKFLOW_WITHDRAWN(116),
    FILE_ADDED(201),
    REPLICA_ADDED(202),
    REPLICA_STAGING_REQUESTED(203),
    REPLICA_STAGING_DONE(204),
    REPLICA_STAGING_CANCELLED(205),
    WORKFLOW_STARTED_BY_FINDER(206),
    WORKFLOW_FINISHED_BY_FINDER(207),
    FILE_NOT_FOUND(208),
    REPLICAS_LOST(209),
    JOB_SUBMITTED(301),
    JOB_STARTED(302),
    JOB_PROCESSING(303),
    JOB_OUTPUTTING(304),
    JOB_FINISHED(305),
    JOB_NOTUSED(306),
    JOB_ABORTED(307),
    JOB_STALLED_HEARTBEAT(308),
    JOB_SCRIPT_ERROR(309),
    JOB_OUTPUTTING_FAILED(310),
    JOB_STALLED_HTCONDOR(311),
    JOB_ABORT_RECORDING_RESULT(312),
    JOB_ABORT_CREATING_LOGS_TGZ(313),
    JOB_ABORT_METACAT_LOGS_CREATION(314),
    JOB_ABORT_METACAT_LOGS_REGISTRATION(315),
    JOB_ABORT_RUCIO_UPLOAD_LOGS(316),
    JOB_ABORT_WEBDAV_UPLOAD(317),
    JOB_ABORT_CREATING_METADATA(318),
    JOB_ABORT_METACAT_REGISTRATION(319),
    JOB_ABORT_RUCIO_UPLOAD_FILE(320),
    JOB_ABORT_METACAT_UPLOADED(321),
    JOB_ABORT_METACAT_CONFIRMED(322),
    JOB_ABORT_CVMFS_CHECKS(323),
    JOB_ABORT_SCRIPT_ERROR(324),
    JOB_NONE_PROCESSED(325),
    JOB_HTCONDOR_LOGS_CACHED(326),
    JOB_REMOVED_FROM_HTCONDOR(327),
    JOB_ABORT_RUCIO_SILENT_FAILURE(328),
    JOB_ABORT_OUTPUT_EXISTS(329),
    FILE_ALLOCATED(401),
    FILE_ALLOCATED_RESET(402),
    FILE_SET_TO_FAILED(403),
    FILE_CREATED(404),
    FILE_OUTPUTTING_RESET(405),
    FILE_UPLOADED(406),
    FILE_PROCESSED(407),
    OUTPUT_RECORDED(408),
    OUTPUT_VOIDED(409),
    OUTPUT_CLEARED(410),
    AWT_READ_OK(501),
    AWT_READ_FAIL(502),
    AWT_WRITE_OK(503),
    AWT_WRITE_FAIL(504),
    SITE_ENABLED(601),
    SITE_DISABLED(602),
    STORAGE_READ_ENABLED(603),
    STORAGE_READ_DISABLED(604),
    STORAGE_WRITE_ENABLED(605),
    STORAGE_WRITE_DISABLED(606);

    private static final Map<Integer, EventType> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::number, Function.identity()));

    private final int number;

    EventType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<EventType> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
