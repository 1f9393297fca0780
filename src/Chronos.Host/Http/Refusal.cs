using Chronos.Core.Model;

namespace Chronos.Host.Http;

/// <summary>Why a body did not become what it should be.</summary>
/// <param name="Code">The cause, in the 130s.</param>
/// <param name="Field">The offending field; empty when it is the body as a whole.</param>
/// <param name="Detail">What is wrong, naming the field.</param>
internal sealed record Refusal(ReasonCode Code, string Field, string Detail)
{
    private const string Body = "body";
    private const int FieldShownMax = EdgeRefusal.MaxFieldLength;

    /// <summary>The field, or <c>body</c>.</summary>
    public string FieldShown => Field.Length == 0 ? Body : Field;

    /// <summary>About one field; a name from outside is made printable and cut.</summary>
    public static Refusal Of(ReasonCode code, string field, string what)
    {
        var shown = Printable(field);
        return new Refusal(code, shown, $"{shown}: {what}");
    }

    /// <summary>About the body as a whole.</summary>
    public static Refusal OfBody(ReasonCode code, string what) => new(code, "", $"{Body}: {what}");

    private static string Printable(string text) => string.Concat(
        text.Take(FieldShownMax).Select(c => c is > ' ' and <= '~' ? c : '?'));
}
