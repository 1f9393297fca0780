namespace Chronos.Weex.Sandbox.Rest;

/// <summary>Who may call a route.</summary>
internal enum Access
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>A key that may read.</summary>
    Read,

    /// <summary>A key that may trade the route's product.</summary>
    Trade,
}
