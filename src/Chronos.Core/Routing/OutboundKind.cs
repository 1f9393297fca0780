namespace Chronos.Core.Routing;

/// <summary>What stands in a slot of a venue's ring.</summary>
internal enum OutboundKind : byte
{
    Order,
    Cancel,
    Quote,
    Tick,
}
