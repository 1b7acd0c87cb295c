"""Muster wrapper job: runs one jobscript on a worker node and brings its results home.

Self-contained, Python 3.6 or later, standard library only: a worker node guarantees nothing more. The job factory
substitutes the triple-hash variables at submission. The current directory is the job's directory. It talks to the
allocator in the justIN wire protocol; HTCondor (or the local batch runner) gives JUSTIN_JOBSUB_ID, GLIDEIN_DUNESite,
GLIDEIN_Entry_Name and the ads. Where there are no ads: MUSTER_RSS_MIB, MUSTER_PROCESSORS, MUSTER_WALL_SECONDS.
Knobs: MUSTER_RETRY_SECONDS (how long to ride out an allocator restart), MUSTER_KILL_GRACE_SECONDS.

Nothing is registered in any catalogue here: the wrapper moves bytes and reports sizes and checksums.
Three secrets pass through, none of them is ever logged: the job secret and the storage write token stay in this
process's memory; the storage read token is a 0600 file for the jobscript.
"""
