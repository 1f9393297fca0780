namespace Chronos.Core.Model;

/// <summary>How long an order may work. Numbers are part of the frame and journal formats.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until filled or canceled.</summary>
    Gtc = 1,

    /// <summary>What fills at once; the rest is canceled.</summary>
    Ioc = 2,

    /// <summary>All at once or nothing.</summary>
    Fok = 3,

    /// <summary>Rests or is rejected; never takes liquidity.</summary>
    PostOnly = 4,
}
