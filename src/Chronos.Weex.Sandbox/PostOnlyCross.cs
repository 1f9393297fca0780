namespace Chronos.Weex.Sandbox;

/// <summary>What becomes of a POST_ONLY order that would match at once.</summary>
public enum PostOnlyCross
{
    /// <summary>Accepted, then canceled by push.</summary>
    Cancel,

    /// <summary>Refused.</summary>
    Refuse,
}
