namespace Chronos.Core.Replay.Readings;

/// <summary>What came of a gate's answer.</summary>
internal enum GateOutcome : byte
{
    /// <summary>It lets all of it pass.</summary>
    Passes = 0,

    /// <summary>It lets less pass.</summary>
    Objects,

    /// <summary>It would let less pass, but it is an entry gate and the proposal verifiably reduces.</summary>
    Exempts,

    /// <summary>It is a soft gate, lets less pass, and votes from outside overrule it.</summary>
    Overruled,
}
