"""What screens show, as plain values: pure, without Streamlit and files."""
