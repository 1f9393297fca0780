namespace Chronos.Core.Replay.Readings;

/// <summary>How an observed value may stand to its limit.</summary>
internal enum Bound : byte
{
    /// <summary>The two are not compared by size, so that there is no headroom.</summary>
    None = 0,

    /// <summary>Observed is at most the limit.</summary>
    AtMost,

    /// <summary>Observed is at least the limit.</summary>
    AtLeast,

    /// <summary>Observed, without its sign, is at most the limit.</summary>
    Within,
}
