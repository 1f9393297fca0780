namespace Chronos.Core;

/// <summary>Marks set by the producer of an event.</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>Decide, journal and carry out.</summary>
    None = 0,

    /// <summary>Answer as if decided now, and leave no trace.</summary>
    Probe = 1,
}
