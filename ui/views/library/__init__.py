"""What the library shows, worked out without Streamlit."""
