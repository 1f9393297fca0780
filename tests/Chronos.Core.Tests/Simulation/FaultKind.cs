namespace Chronos.Core.Tests.Simulation;

/// <summary>Everything a simulated run may suffer.</summary>
internal enum FaultKind
{
    /// <summary>The process dies between two steps.</summary>
    Kill,

    /// <summary>The process dies between a record and its publication, with its order handed over or not.</summary>
    KillBeforePublish,

    /// <summary>The process dies inside a call to the disk, which may have been carried out in part.</summary>
    KillInDiskCall,

    /// <summary>The process dies while it recovers.</summary>
    KillInRecovery,

    /// <summary>The machine loses power: the ring is gone, and of the disk only what was synced is certain.</summary>
    PowerCut,

    /// <summary>A sector written and not synced did not reach the disk.</summary>
    SectorLost,

    /// <summary>A sector written and not synced reached the disk in part.</summary>
    SectorTorn,

    /// <summary>A new name, or a name's end, not yet synced with its directory did not last.</summary>
    NameLost,

    /// <summary>Of names not yet synced a later change lasted and an earlier one did not.</summary>
    NamesReordered,

    /// <summary>A write fails, having written a part.</summary>
    WriteError,

    /// <summary>A sync fails once; what it was to save is never written, and later syncs say nothing of it.</summary>
    SyncError,

    /// <summary>There is no space for a file to grow.</summary>
    DiskFull,

    /// <summary>A read fails.</summary>
    ReadError,

    /// <summary>A read gives one bit that is not on the disk.</summary>
    ReadFlip,

    /// <summary>One bit on the disk has changed.</summary>
    BitRot,

    /// <summary>One bit in a segment's header has changed.</summary>
    HeaderRot,

    /// <summary>A segment between others is gone.</summary>
    SegmentMissing,

    /// <summary>Two segments have changed places.</summary>
    SegmentsSwapped,

    /// <summary>A segment has lost its end.</summary>
    SegmentTruncated,

    /// <summary>The file of the ring is gone although the machine is still up.</summary>
    RingLost,

    /// <summary>The file of the ring is from before the machine was started.</summary>
    RingOfOtherBoot,

    /// <summary>A second process opens the journal.</summary>
    SecondProcess,

    /// <summary>The wall clock jumps ahead.</summary>
    ClockAhead,

    /// <summary>The wall clock jumps back.</summary>
    ClockBack,

    /// <summary>A venue's answer does not arrive while the session lasts.</summary>
    AnswerLost,

    /// <summary>A venue's answer arrives twice.</summary>
    AnswerTwice,

    /// <summary>A venue's answer arrives up to a minute late.</summary>
    AnswerLate,

    /// <summary>Two answers change places.</summary>
    AnswersReordered,

    /// <summary>A fill arrives before the acknowledgement of its order.</summary>
    FillBeforeAcknowledgement,

    /// <summary>The venue takes the order and the connection ends before anything is known.</summary>
    SendUnanswered,

    /// <summary>The venue refuses an order.</summary>
    OrderRejected,
}
