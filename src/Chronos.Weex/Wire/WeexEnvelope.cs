namespace Chronos.Weex.Wire;

/// <summary>
/// What an answer says of itself before its content is read: a code and a message where it carries them. Bare answers
/// carry neither.
/// </summary>
/// <param name="Code">0 for success and for no code at all; 200 and 00000 are success too and are read as 0.</param>
/// <param name="Message">Empty where there is none.</param>
/// <param name="HasCode">False for a bare answer.</param>
internal readonly record struct WeexEnvelope(int Code, string Message, bool HasCode)
{
    private const int HttpOk = 200;

    /// <summary>True when the venue refuses.</summary>
    public bool IsError => Code != 0;

    /// <summary>Reads the whole answer once, so that one that is cut off or no JSON is found here.</summary>
    /// <exception cref="WeexFormatException">Not JSON, or a code that is no whole number.</exception>
    public static WeexEnvelope Read(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "answer");
        if (!json.IsObject)
        {
            json.Skip();
            json.End();
            return default;
        }

        var code = 0;
        var hasCode = false;
        var message = "";
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "code" when !json.IsNull:
                    code = json.Small();
                    hasCode = true;
                    break;
                case "msg" when !json.IsArray && !json.IsObject: message = json.OptionalText(); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexEnvelope(code == HttpOk ? 0 : code, message, hasCode);
    }
}
