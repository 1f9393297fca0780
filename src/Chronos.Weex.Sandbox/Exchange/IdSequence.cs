namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>The one sequence of 18 digit ids of orders, fills and positions. Used under the exchange's lock.</summary>
internal sealed class IdSequence
{
    private const long First = 737_191_855_000_000_000;

    private long _last = First;

    public long Next() => ++_last;
}
