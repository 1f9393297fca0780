namespace Chronos.Weex.Sandbox.Rest;

/// <summary>What a route counts as, beside its weight.</summary>
internal enum Metered
{
    Nothing,
    Placing,
    Canceling,
}
