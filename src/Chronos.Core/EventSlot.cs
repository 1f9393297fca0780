namespace Chronos.Core;

/// <summary>
/// The ring slot: what a producer fills, and nothing else. Small, so that it crosses to the engine thread in few cache
/// lines; the engine thread takes it into its one <see cref="EngineEvent"/>.
/// </summary>
internal struct EventSlot
{
    /// <summary>What it is.</summary>
    public EventKind Kind;

    /// <summary>Probe or not.</summary>
    public EventFlags Flags;

    /// <summary>Bytes of <see cref="Input"/> in use.</summary>
    public ushort InputLength;

    /// <summary>One more than the place of the waiting caller; 0 when nobody waits.</summary>
    public int Correlation;

    /// <summary>When the event entered, by the engine's clock.</summary>
    public long IngressNanos;

    /// <summary>When it entered, by the machine's clock.</summary>
    public long IngressStampNanos;

    /// <summary>Bytes received.</summary>
    public int DeclaredLength;

    /// <summary>The policy of a policy change, or where a flatten command is reported on; null otherwise.</summary>
    public object? Attachment;

    /// <summary>The bytes the event arrived with.</summary>
    public EventInput Input;
}
