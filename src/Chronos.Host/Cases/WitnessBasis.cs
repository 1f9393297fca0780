namespace Chronos.Host.Cases;

/// <summary>The two policies a witness was decided by.</summary>
internal enum WitnessBasis
{
    /// <summary>The earlier policy, and the earlier policy with this one change.</summary>
    ChangeAlone,

    /// <summary>The later policy without this one change, and the later policy.</summary>
    ChangeLast,

    /// <summary>The earlier and the later policy, with every change between them.</summary>
    AllChanges,
}
