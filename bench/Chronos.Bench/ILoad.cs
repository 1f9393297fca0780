using Chronos.Core;
using Chronos.Core.Ring;

namespace Chronos.Bench;

/// <summary>The producing side of what is measured. One thread.</summary>
internal interface ILoad
{
    RingBuffer<EventSlot> Ring { get; }

    /// <summary>Nothing sent is still under way.</summary>
    bool IsIdle { get; }

    /// <summary>Sends the next proposal, stamped with when it was meant to go; false while there is no room.</summary>
    bool TrySend(long intendedNanos);

    /// <summary>Answers what has come out.</summary>
    void Pump();

    /// <summary>Sends what the market has to say, when it is due.</summary>
    void SendMarket();
}
