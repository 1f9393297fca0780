namespace Chronos.Core.Policies;

/// <summary>
/// Where a change is in either text: the value, null where there is none, and the list or object it is or would be in.
/// Where that object itself is missing, the owner is the entry it would be in.
/// </summary>
internal sealed record PolicyChangePlace(PolicyNode? From, PolicyNode? To, PolicyNode FromOwner, PolicyNode ToOwner)
{
    /// <summary>The same place with the policies the other way round.</summary>
    public PolicyChangePlace Reversed() => new(To, From, ToOwner, FromOwner);
}
